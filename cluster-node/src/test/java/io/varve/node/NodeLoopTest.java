package io.varve.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class NodeLoopTest {
  /** A node of which only the beginning and the end are real. */
  private static final class Life implements Incarnation {
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final CompletableFuture<String> abandoned = new CompletableFuture<>();
    private volatile boolean closed;

    @Override
    public CompletableFuture<String> end() {
      return end;
    }

    @Override
    public void abandon(String why) {
      abandoned.complete(why);
    }

    @Override
    public void close() {
      closed = true;
      end.complete("closed");
    }
  }

  private final BlockingQueue<Life> lives = new LinkedBlockingQueue<>();
  private final List<IOException> failures = new ArrayList<>();
  private final NodeLoop loop = new NodeLoop(this::start, Duration.ofMillis(1), System::nanoTime);

  private Incarnation start() throws IOException {
    if (!failures.isEmpty()) {
      throw failures.removeFirst();
    }
    Life life = new Life();
    lives.add(life);
    return life;
  }

  private CompletableFuture<Throwable> run() {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                loop.run();
                ended.complete(null);
              } catch (IOException | InterruptedException | RuntimeException e) {
                ended.complete(e);
              }
            });
    return ended;
  }

  private Life next() throws InterruptedException {
    Life life = lives.poll(10, TimeUnit.SECONDS);
    assertThat(life).isNotNull();
    return life;
  }

  @Test
  void oneLifeFollowsTheOther() throws Exception {
    loop.begin();
    CompletableFuture<Throwable> ended = run();
    for (int i = 0; i < 3; i++) {
      Life life = next();
      assertThat(ended).isNotDone();
      life.end.complete("downed " + i);
      assertThat(life.abandoned.get(10, TimeUnit.SECONDS)).isEqualTo("downed " + i);
      assertThat(life.closed).isFalse();
    }
    Life last = next();
    loop.stop();
    assertThat(ended.get(10, TimeUnit.SECONDS)).isNull();
    assertThat(last.closed).as("in order").isTrue();
    assertThat(last.abandoned).isNotDone();
    assertThat(lives).isEmpty();
  }

  @Test
  void aStartThatFailsIsTriedAgain() throws Exception {
    loop.begin();
    CompletableFuture<Throwable> ended = run();
    for (int i = 1; i < NodeLoop.ATTEMPTS; i++) {
      failures.add(new BindException("the port is not free yet"));
    }
    next().end.complete("downed");
    assertThat(next().end).isNotDone();
    assertThat(failures).isEmpty();
    loop.stop();
    assertThat(ended.get(10, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void whatStartingAnewDoesNotHealEndsTheLoop() throws Exception {
    loop.begin();
    CompletableFuture<Throwable> ended = run();
    for (int i = 0; i < NodeLoop.ATTEMPTS; i++) {
      failures.add(new IOException("no such directory " + i));
    }
    next().end.complete("downed");
    assertThat(ended.get(10, TimeUnit.SECONDS)).hasMessage("no such directory 5");
    assertThat(lives).isEmpty();
  }

  @Test
  void theFirstStartIsNotTriedAgain() {
    failures.add(new IOException("no such directory"));
    assertThatThrownBy(loop::begin).hasMessage("no such directory");
    assertThat(failures).isEmpty();
  }

  @Test
  void stopsWhileItPauses() throws Exception {
    NodeLoop slow = new NodeLoop(this::start, Duration.ofHours(1), System::nanoTime);
    slow.begin();
    CompletableFuture<Void> ended =
        CompletableFuture.runAsync(
            () -> {
              try {
                slow.run();
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    Life life = next();
    life.end.complete("downed");
    life.abandoned.get(10, TimeUnit.SECONDS);
    slow.stop();
    ended.get(10, TimeUnit.SECONDS);
    assertThat(lives).isEmpty();
  }
}
