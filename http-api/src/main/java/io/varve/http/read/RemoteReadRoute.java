package io.varve.http.read;

import io.varve.http.read.ReadRequest.Query;
import io.varve.http.server.Bodies;
import io.varve.http.server.Endpoint;
import io.varve.http.server.Replies;
import io.varve.http.server.TenantHeader;
import io.varve.model.ErrorCode;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.sharding.query.SampleSource;
import io.varve.sharding.query.SeriesSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** {@code POST /api/v1/read}: raw samples of whole series. Thread-safe. */
public final class RemoteReadRoute implements Endpoint {
  /** Where requests are posted. */
  public static final String PATH = "/api/v1/read";

  private static final ContentType SAMPLES = ContentTypes.parse("application/x-protobuf");
  private static final ContentType CHUNKS =
      ContentTypes.parse("application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse");

  private final ReadSettings settings;
  private final SampleSource source;
  private final Executor blocking;
  private final Materializer materializer;
  private final Semaphore places;

  /**
   * Makes the endpoint.
   *
   * @param blocking where series are read; may block
   */
  public RemoteReadRoute(
      ReadSettings settings, SampleSource source, Executor blocking, Materializer materializer) {
    this.settings = settings;
    this.source = source;
    this.blocking = blocking;
    this.materializer = materializer;
    places = new Semaphore(settings.maxConcurrent());
  }

  @Override
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    TenantId tenant = TenantHeader.of(request);
    if (!places.tryAcquire()) {
      throw new VarveException(
          ErrorCode.OVERLOADED,
          "too many remote reads under way, the limit is " + settings.maxConcurrent());
    }
    Place place = new Place();
    return Bodies.read(
            request.entity(), settings.maxBodyBytes(), settings.bodyTimeout(), materializer)
        .thenCompose(body -> answer(tenant, body, place))
        .exceptionally(
            thrown -> {
              place.leave();
              return Replies.failure(thrown);
            });
  }

  /** Leaves the place when the answer was made; if the stage fails, that is for the caller. */
  private CompletionStage<HttpResponse> answer(TenantId tenant, byte[] body, Place place) {
    ReadRequest request = ReadRequestDecoder.decode(body, settings.maxBodyBytes());
    return switch (request.responseType()) {
      case SAMPLES ->
          samples(tenant, request)
              .thenApply(
                  response -> {
                    place.leave();
                    return response;
                  });
      case STREAMED_XOR_CHUNKS -> chunks(tenant, request, place);
    };
  }

  private CompletionStage<HttpResponse> samples(TenantId tenant, ReadRequest request) {
    SamplesResponse response = new SamplesResponse(settings.maxSamplesBytes());
    CompletionStage<Void> done = CompletableFuture.completedFuture(null);
    for (Query query : request.queries()) {
      done = done.thenCompose(_ -> select(tenant, query)).thenAcceptAsync(response::add, blocking);
    }
    return done.thenApplyAsync(
        _ ->
            HttpResponse.create()
                .addHeader(RawHeader.create("Content-Encoding", "snappy"))
                .withEntity(HttpEntities.create(SAMPLES, response.compressed())),
        blocking);
  }

  /**
   * The first frame is made before the head is sent, so that what fails at once has a status. If
   * the client is gone by then, Pekko cancels the rest after its subscription timeout.
   */
  private CompletionStage<HttpResponse> chunks(TenantId tenant, ReadRequest request, Place place) {
    return Source.from(IntStream.range(0, request.queries().size()).boxed().toList())
        .flatMapConcat(i -> frames(tenant, request.queries().get(i), i))
        .watchTermination((_, done) -> done.whenComplete((_, _) -> place.leave()))
        .prefixAndTail(1)
        .runWith(Sink.head(), materializer)
        .thenApply(
            split -> {
              Source<ByteString, ?> frames = Source.from(split.first()).concat(split.second());
              return HttpResponse.create().withEntity(HttpEntities.createChunked(CHUNKS, frames));
            });
  }

  private Source<ByteString, ?> frames(TenantId tenant, Query query, int index) {
    return Source.unfoldResourceAsync(
        () ->
            select(tenant, query)
                .thenApply(set -> new FrameWriter(set, index, settings.frameBytes())),
        writer -> CompletableFuture.supplyAsync(writer::next, blocking),
        writer ->
            CompletableFuture.supplyAsync(
                () -> {
                  writer.close();
                  return Done.done();
                },
                blocking));
  }

  private CompletionStage<SeriesSet> select(TenantId tenant, Query query) {
    return source.select(tenant, query.matchers(), query.minT(), query.maxT());
  }

  /** One of the places for requests under way, left once however often it is asked to. */
  private final class Place {
    private final AtomicBoolean taken = new AtomicBoolean(true);

    void leave() {
      if (taken.compareAndSet(true, false)) {
        places.release();
      }
    }
  }
}
