package io.varve.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.testing.Scale;
import io.varve.testing.remote.EncodedSeries;
import io.varve.testing.remote.RemoteReadClient;
import io.varve.testing.remote.RemoteWriteClient;
import io.varve.testing.remote.WriteAnswer;
import io.varve.testing.remote.WriteBatch;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node whose actor system comes to its end is there again, in the same process, with all data.
 */
final class RestartTest {
  private static final Labels SERIES = Labels.of("__name__", "written_total");
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path directory;

  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private final Set<Long> acknowledged = new HashSet<>();
  private final long begun = System.currentTimeMillis();
  private long written;
  private HttpClient http;
  private URI base;
  private NodeLoop loop;
  private Thread thread;
  private volatile Exception failure;

  @BeforeEach
  void start() throws IOException {
    int port = freePort();
    base = URI.create("http://127.0.0.1:" + port);
    http = HttpClient.newHttpClient();
    Config config =
        Configuration.load(
            null,
            List.of("varve.shards=4"),
            false,
            new Configuration.Flag("varve.data-dir", directory.toString()),
            new Configuration.Flag("varve.http.port", port),
            new Configuration.Flag("pekko.remote.artery.canonical.port", freePort()));
    loop =
        new NodeLoop(
            () -> {
              Node node = Node.start(config);
              nodes.add(node);
              return node;
            },
            Duration.ofMillis(100),
            System::nanoTime);
    loop.begin();
    thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    loop.run();
                  } catch (IOException | InterruptedException e) {
                    failure = e;
                  }
                });
  }

  @AfterEach
  void stop() throws Exception {
    loop.stop();
    thread.join();
    http.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void comesBackWhenItIsDowned() throws Exception {
    comesBackAfter(
        system -> {
          Cluster cluster = Cluster.get(system);
          cluster.manager().tell(new Down(cluster.selfMember().address()));
        });
  }

  @Test
  void comesBackWhenItsGuardianEnds() throws Exception {
    comesBackAfter(ActorSystem::terminate);
  }

  /** Nobody knows then who still writes where: the next start must be another process'. */
  @Test
  void endsWhenItsActorsDoNotEnd() throws Exception {
    Assumptions.assumeTrue(Scale.isLong(), "it waits for actors that do not end");
    await().atMost(SOON).until(this::isReady);
    nodes
        .getLast()
        .system()
        .systemActorOf(
            Behaviors.setup(
                _ -> {
                  throw new LinkageError("a fatal one, made by a test");
                }),
            "fatal",
            Props.empty());
    await().atMost(SOON).until(() -> !thread.isAlive());
    assertThat(failure).hasMessageContaining("do not end");
    assertThat(isReady()).isFalse();
    assertThat(nodes).hasSize(1);
  }

  private void comesBackAfter(Consumer<ActorSystem<Void>> blow) throws Exception {
    await().atMost(SOON).until(this::isReady);
    for (int life = 1; life <= 2; life++) {
      for (int i = 0; i < 20; i++) {
        await().atMost(SOON).ignoreExceptionsInstanceOf(IOException.class).until(this::write);
      }
      blow.accept(nodes.getLast().system());
      await().atMost(SOON).until(() -> !isReady());
      // What is sent meanwhile is refused for a while, and stored when it is sent again.
      await().atMost(SOON).ignoreExceptionsInstanceOf(IOException.class).until(this::write);
      await().atMost(SOON).until(this::isReady);
      assertThat(nodes).hasSize(life + 1);
      assertThat(read()).isEqualTo(acknowledged);
      assertThat(failure).isNull();
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve("/-/ready")).timeout(Duration.ofSeconds(5)).build();
      int status = http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
      assertThat(status).isIn(200, 503);
      return status == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private boolean write() throws IOException, InterruptedException {
    long t = begun + ++written;
    WriteBatch batch = new WriteBatch();
    batch.add(EncodedSeries.of(SERIES), t, 1);
    try (RemoteWriteClient client = new RemoteWriteClient(base, "")) {
      // Of what has no answer nobody knows: it is sent until it has one.
      WriteAnswer answer = client.write(batch);
      if (answer.isSuccess()) {
        acknowledged.add(t);
        return true;
      }
      assertThat(answer.isTransient()).as(answer.toString()).isTrue();
    } catch (IOException e) {
      written--;
      throw e;
    }
    written--;
    return false;
  }

  private Set<Long> read() throws IOException, InterruptedException {
    Set<Long> times = new HashSet<>();
    try (RemoteReadClient reader = new RemoteReadClient(base, "")) {
      reader.readChunks(
          List.of(new LabelMatcher(MatchType.EQ, "__name__", "written_total")),
          0,
          Long.MAX_VALUE / 2,
          (_, t, _) -> times.add(t));
    }
    return times;
  }
}
