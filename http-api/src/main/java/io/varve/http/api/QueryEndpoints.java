package io.varve.http.api;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.varve.promql.engine.Engine;
import io.varve.sharding.query.QuerySource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;
import scala.concurrent.duration.FiniteDuration;

/** {@code query} and {@code query_range}, and what all queries share. Thread-safe. */
final class QueryEndpoints {
  private final ApiSettings settings;
  private final QuerySource source;
  private final Executor executor;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Materializer materializer;
  private final QueryMemory memory;
  private final Engine engine;
  private final QueryGate gate;
  private final ActiveQueries active = new ActiveQueries();
  private final SlowQueries slow;

  /**
   * Makes the endpoints.
   *
   * @param executor runs evaluations; may block
   */
  QueryEndpoints(
      ApiSettings settings,
      QuerySource source,
      Executor executor,
      InstantSource clock,
      LongSupplier nanoTime,
      Materializer materializer) {
    this.settings = settings;
    this.source = source;
    this.executor = executor;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.materializer = materializer;
    memory = new QueryMemory(settings.memoryBytes());
    engine = new Engine(settings.engine(), memory, executor);
    gate = new QueryGate(settings.maxConcurrency(), settings.maxWaiting(), memory::isScarce);
    memory.whenPlenty(gate::admit);
    slow = new SlowQueries(settings.logSlowerThan());
  }

  /** Registers what tells how busy queries keep the node. */
  void registerMetrics(PrometheusRegistry registry) {
    gauge(registry, "varve_queries_running", "Queries under evaluation.", gate::entered);
    gauge(registry, "varve_queries_waiting", "Queries that wait for a place.", gate::waiting);
    gauge(registry, "varve_query_memory_bytes", "Memory that queries hold.", memory::held);
  }

  private static void gauge(
      PrometheusRegistry registry, String name, String help, LongSupplier now) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call((double) now.getAsLong()))
        .register(registry);
  }

  CompletionStage<HttpResponse> instant(ApiRequest request) {
    return answer(
        request, QueryRequest.instant(request.parameters(), clock.millis(), settings.timeout()));
  }

  CompletionStage<HttpResponse> range(ApiRequest request) {
    return answer(request, QueryRequest.range(request.parameters(), settings.timeout()));
  }

  private CompletionStage<HttpResponse> answer(ApiRequest request, QueryRequest query) {
    return request.parameters().text("explain").equals("true")
        ? CompletableFuture.supplyAsync(() -> explain(query), executor)
        : QueryRun.start(this, request, query);
  }

  /** {@code explain=true}, Varve's own: the plan instead of the answer. */
  private HttpResponse explain(QueryRequest query) {
    List<String> plan = query.explain(engine);
    return ApiReply.of(
        json -> {
          json.beginObject().key("plan").beginArray();
          plan.forEach(json::string);
          json.endArray().endObject();
        });
  }

  ApiSettings settings() {
    return settings;
  }

  QuerySource source() {
    return source;
  }

  Executor executor() {
    return executor;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  Engine engine() {
    return engine;
  }

  QueryGate gate() {
    return gate;
  }

  ActiveQueries active() {
    return active;
  }

  SlowQueries slow() {
    return slow;
  }

  /** Runs a task later; what is returned calls it off. */
  Runnable schedule(Duration delay, Runnable task) {
    Cancellable timer =
        materializer.scheduleOnce(FiniteDuration.fromNanos(Math.max(0, delay.toNanos())), task);
    return timer::cancel;
  }
}
