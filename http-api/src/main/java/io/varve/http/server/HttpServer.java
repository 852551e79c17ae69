package io.varve.http.server;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.settings.ParserSettings;
import org.apache.pekko.http.javadsl.settings.ServerSettings.Timeouts;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.jspecify.annotations.Nullable;
import scala.concurrent.duration.FiniteDuration;

/** The bound server. Thread-safe. */
public final class HttpServer {
  private static final int MAX_URI_LENGTH = 64 << 10;

  private final ServerBinding binding;

  /** Why every request is refused; null while none is. */
  private final AtomicReference<@Nullable VarveException> refusal;

  private HttpServer(ServerBinding binding, AtomicReference<@Nullable VarveException> refusal) {
    this.binding = binding;
    this.refusal = refusal;
  }

  /**
   * Binds and begins to answer.
   *
   * @return fails with {@link org.apache.pekko.stream.BindFailedException} if the address is taken
   */
  public static CompletionStage<HttpServer> bind(
      ClassicActorSystemProvider system, ServerSettings settings, Routes routes) {
    Materializer materializer = SystemMaterializer.get(system).materializer();
    Compression compression = new Compression(settings.compressFrom());
    AtomicReference<@Nullable VarveException> refusal = new AtomicReference<>();
    ClientConnection.Handler handler =
        request -> {
          VarveException refused = refusal.get();
          if (refused != null) {
            request.discardEntityBytes(materializer);
            return CompletableFuture.completedStage(Replies.failure(refused));
          }
          return routes
              .handle(request, materializer)
              .thenApply(response -> compression.apply(request, response));
        };
    return Http.get(system)
        .newServerAt(settings.host(), settings.port())
        .adaptSettings(defaults -> adapt(defaults, settings))
        .bindFlow(ClientConnection.serving(handler))
        .thenApply(binding -> new HttpServer(binding, refusal));
  }

  private static org.apache.pekko.http.javadsl.settings.ServerSettings adapt(
      org.apache.pekko.http.javadsl.settings.ServerSettings defaults, ServerSettings settings) {
    Timeouts timeouts =
        defaults
            .getTimeouts()
            .withIdleTimeout(finite(settings.idleTimeout()))
            .withRequestTimeout(finite(settings.requestTimeout()));
    // Queries come in addresses too, with characters in them that only lenient servers take.
    ParserSettings parsing =
        defaults
            .getParserSettings()
            .withMaxUriLength(MAX_URI_LENGTH)
            .withUriParsingMode(Uri.RELAXED);
    return defaults
        .withParserSettings(parsing)
        .withMaxConnections(settings.maxConnections())
        .withTimeouts(timeouts)
        .withServerHeader(Optional.empty())
        .withTransparentHeadRequests(true);
  }

  private static FiniteDuration finite(Duration duration) {
    return FiniteDuration.fromNanos(duration.toNanos());
  }

  /** Returns where the server listens, its port known. */
  public InetSocketAddress address() {
    return binding.localAddress();
  }

  /** Answers every request that comes from now on with 503 and this sentence. */
  public void refuse(String why) {
    refusal.set(new VarveException(ErrorCode.NOT_READY, why));
  }

  /** Stops accepting connections; those that are open go on. */
  public CompletionStage<Done> unbind() {
    return binding.unbind();
  }

  /**
   * Stops accepting connections, lets requests under way finish, and closes what is open after the
   * deadline.
   */
  public CompletionStage<Done> stop(Duration deadline) {
    return binding
        .unbind()
        .thenCompose(_ -> binding.terminate(deadline))
        .thenApply(_ -> Done.done());
  }
}
