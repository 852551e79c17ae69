package io.varve.http.api;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.varve.http.server.Routes;
import io.varve.sharding.TsdbClient;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;

/**
 * The endpoints of Prometheus's API below {@code /api/v1}, and Varve's own {@code
 * admin/tsdb/flush}.
 *
 * @param executor runs queries; may block
 * @param clock tells when now is
 * @param nanoTime a clock as {@link System#nanoTime}
 * @param registry the program's own metrics
 * @param version of the program
 */
public record PrometheusApi(
    ApiSettings settings,
    TsdbClient tsdb,
    Executor executor,
    InstantSource clock,
    LongSupplier nanoTime,
    PrometheusRegistry registry,
    String version,
    Materializer materializer) {
  private static final String PREFIX = "/api/v1/";

  /** Adds all endpoints. */
  public void addTo(Routes.Builder routes) {
    QueryEndpoints queries =
        new QueryEndpoints(settings, tsdb.queries(), executor, clock, nanoTime, materializer);
    queries.registerMetrics(registry);
    getAndPost(routes, "query", queries::instant);
    getAndPost(routes, "query_range", queries::range);
    getAndPost(routes, "format_query", blocking(TextEndpoints::format));
    getAndPost(routes, "parse_query", blocking(TextEndpoints::parsed));

    SeriesEndpoints series = new SeriesEndpoints(tsdb.queries());
    getAndPost(routes, "series", blocking(series::series));
    getAndPost(routes, "labels", blocking(series::labelNames));
    get(routes, "label/*/values", blocking(series::labelValues));
    get(routes, "metadata", blocking(new MetadataEndpoint(tsdb.metadata())::answer));

    get(routes, "status/tsdb", blocking(new HeadEndpoint(tsdb.queries())::answer));

    StatusEndpoints status = new StatusEndpoints(version, clock.instant());
    get(routes, "status/active_queries", blocking(queries.active()::answer));
    get(routes, "status/buildinfo", blocking(_ -> status.buildInfo()));
    get(routes, "status/runtimeinfo", blocking(_ -> status.runtimeInfo()));
    get(routes, "status/config", blocking(_ -> status.config()));
    get(routes, "status/flags", blocking(_ -> status.flags()));
    get(routes, "targets", blocking(StatusEndpoints::noTargets));
    get(routes, "targets/metadata", blocking(StatusEndpoints::noTargetMetadata));
    get(routes, "alertmanagers", blocking(_ -> status.noAlertmanagers()));
    get(routes, "rules", blocking(_ -> status.noRules()));
    get(routes, "alerts", blocking(_ -> status.noAlerts()));
    getAndPost(routes, "query_exemplars", blocking(_ -> status.noExemplars()));

    add(routes, "POST", "admin/tsdb/flush", this::flush);
  }

  /** Puts everything into blocks, that of all tenants, and answers when it is there. */
  private CompletionStage<HttpResponse> flush(ApiRequest request) {
    return tsdb.flush(Optional.empty()).thenApply(_ -> HttpResponse.create().withStatus(204));
  }

  private ApiEndpoint.Handler blocking(Function<ApiRequest, HttpResponse> answer) {
    return request -> CompletableFuture.supplyAsync(() -> answer.apply(request), executor);
  }

  private void getAndPost(Routes.Builder routes, String path, ApiEndpoint.Handler handler) {
    get(routes, path, handler);
    add(routes, "POST", path, handler);
  }

  private void get(Routes.Builder routes, String path, ApiEndpoint.Handler handler) {
    add(routes, "GET", path, handler);
  }

  private void add(Routes.Builder routes, String method, String path, ApiEndpoint.Handler handler) {
    routes.add(
        HttpMethods.lookup(method).orElseThrow(),
        PREFIX + path,
        new ApiEndpoint(settings, materializer, handler));
  }
}
