package io.varve.promql.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TaskTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void whoNeedsItFirstDoesIt() {
    Deque<Runnable> later = new ArrayDeque<>();
    Task<Thread> task = Task.start(Thread::currentThread, later::add);
    assertEquals(Thread.currentThread(), task.join());
    later.forEach(Runnable::run);
    assertEquals(Optional.of(Thread.currentThread()), task.abandon());
  }

  @Test
  void anExecutorThatTakesNothingIsNotNeeded() {
    Task<Integer> task =
        Task.start(
            () -> 7,
            _ -> {
              throw new RejectedExecutionException();
            });
    assertEquals(7, task.join());
  }

  @Test
  void whatIsAbandonedBeforeItBeginsNeverDoes() {
    Deque<Runnable> later = new ArrayDeque<>();
    Task<Integer> task =
        Task.start(
            () -> {
              throw new AssertionError("begun");
            },
            later::add);
    assertTrue(task.abandon().isEmpty());
    later.forEach(Runnable::run);
    assertTrue(task.abandon().isEmpty());
  }

  /** Its result may hold memory and files, which only the one who abandons it can close. */
  @Test
  void whatIsAbandonedWhileItRunsIsWaitedFor() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Task<String> task =
        Task.start(
            () -> {
              begun.countDown();
              mayEnd.await();
              return "to be closed";
            },
            threads);
    begun.await();
    Future<Optional<String>> abandoned = threads.submit(task::abandon);
    assertThrows(TimeoutException.class, () -> abandoned.get(50, TimeUnit.MILLISECONDS));
    assertFalse(abandoned.isDone());
    mayEnd.countDown();
    assertEquals(Optional.of("to be closed"), abandoned.get());
  }

  @Test
  void failuresReachWhoJoinsAndNotWhoAbandons() {
    Task<Integer> task =
        Task.start(
            () -> {
              throw new IllegalStateException("no");
            },
            Runnable::run);
    assertThrows(IllegalStateException.class, task::join);
    assertTrue(task.abandon().isEmpty());
  }
}
