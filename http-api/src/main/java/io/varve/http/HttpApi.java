package io.varve.http;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.varve.http.api.PrometheusApi;
import io.varve.http.read.RemoteReadRoute;
import io.varve.http.server.HealthEndpoints;
import io.varve.http.server.MetricsEndpoint;
import io.varve.http.server.Readiness;
import io.varve.http.server.Routes;
import io.varve.http.write.RemoteWriteRoute;
import io.varve.model.KeyedHash128;
import io.varve.sharding.TsdbClient;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.stream.Materializer;

/**
 * What the HTTP API needs of the rest of the program.
 *
 * @param tsdb takes decoded write requests, and gives series
 * @param key of the hashes in write requests; one for the process
 * @param readiness whether the node can serve
 * @param registry the program's own metrics
 * @param version of the program
 * @param ingest where write requests are decoded and routed; must not be blocked
 * @param blocking where series are read and metrics collected; may be blocked
 * @param query where queries are evaluated; may be blocked
 * @param clock tells when now is
 * @param nanoTime a clock as {@link System#nanoTime}
 */
public record HttpApi(
    TsdbClient tsdb,
    KeyedHash128.Key key,
    Readiness readiness,
    PrometheusRegistry registry,
    String version,
    Executor ingest,
    Executor blocking,
    Executor query,
    InstantSource clock,
    LongSupplier nanoTime) {

  /** Returns the routes of all endpoints; {@link io.varve.http.server.HttpServer} serves them. */
  public Routes routes(HttpApiSettings settings, Materializer materializer) {
    Routes.Builder routes = Routes.builder();
    HealthEndpoints.addTo(routes, readiness);
    routes.add(HttpMethods.GET, "/metrics", new MetricsEndpoint(registry, blocking));
    routes.add(
        HttpMethods.POST,
        RemoteWriteRoute.PATH,
        new RemoteWriteRoute(
            settings.write(),
            tsdb.writes(),
            tsdb.metadata(),
            key,
            registry,
            nanoTime,
            ingest,
            materializer));
    routes.add(
        HttpMethods.POST,
        RemoteReadRoute.PATH,
        new RemoteReadRoute(settings.read(), tsdb.samples(), blocking, materializer));
    new PrometheusApi(
            settings.query(), tsdb, query, clock, nanoTime, registry, version, materializer)
        .addTo(routes);
    return routes.build();
  }
}
