package io.varve.persistence.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes in one process, of which exactly one thread runs at a time: at every {@link #step}
 * a seeded choice decides who goes on, and how much time passes. So one seed gives one history.
 *
 * <p>Time stands still while a thread runs between two steps. A node may be frozen, which leaves
 * its clocks running, or dead, which ends all its threads at their next step.
 */
public final class Simulation {
  private final Random random;
  private final List<Task> tasks = new ArrayList<>();
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private final Semaphore driver = new Semaphore(0);
  private @Nullable Task running;
  private @Nullable Throwable failure;
  private long nanos = Duration.ofDays(1).toNanos();
  private long sequence;

  private record Alarm(long due, long sequence, Node node, Runnable task)
      implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      return due != other.due
          ? Long.compare(due, other.due)
          : Long.compare(sequence, other.sequence);
    }
  }

  /** A thread of a node. */
  private final class Task {
    private final Node node;
    private final Semaphore turn = new Semaphore(0);
    private long notBefore;
    private @Nullable CompletionStage<?> awaited;
    private boolean alone;

    Task(Node node, Runnable body) {
      this.node = node;
      Thread.ofVirtual().start(() -> run(body));
    }

    private void run(Runnable body) {
      turn.acquireUninterruptibly();
      try {
        if (!node.isDead()) {
          body.run();
        }
      } catch (NodeDied _) {
        // As intended.
      } catch (Throwable e) {
        if (failure == null && !node.isDead()) {
          failure = e;
        }
      }
      tasks.remove(this);
      passOn();
    }

    private long runnableAt() {
      if (node.isDead()) {
        return 0;
      }
      boolean waits = awaited != null && !awaited.toCompletableFuture().isDone();
      return waits ? Long.MAX_VALUE : Math.max(notBefore, node.frozenUntil());
    }
  }

  public Simulation(long seed) {
    this.random = new Random(seed);
  }

  public Random random() {
    return random;
  }

  /** The time by which all nodes' monotonic clocks run, in nanoseconds. */
  public long nanos() {
    return nanos;
  }

  /** A name that no other call returns. */
  public String uniqueName() {
    return "%08d".formatted(sequence++);
  }

  /** Starts a thread of a node. */
  public void spawn(Node node, Runnable body) {
    if (!node.isDead()) {
      tasks.add(new Task(node, body));
    }
  }

  /** Starts a thread of a node later. */
  public void after(Node node, Duration delay, Runnable body) {
    alarms.add(new Alarm(nanos + delay.toNanos(), sequence++, node, body));
  }

  /** Lets others go on before the calling thread does, unless it is within {@link #alone}. */
  public void step() {
    Task task = current();
    if (task.alone) {
      return;
    }
    passOn();
    task.turn.acquireUninterruptibly();
    if (task.node.isDead()) {
      throw new NodeDied();
    }
  }

  /** Lets time pass for the calling thread, and for nobody else if it is alone. */
  public void sleep(Duration duration) {
    if (current().alone) {
      nanos += duration.toNanos();
    }
    current().notBefore = nanos + duration.toNanos();
    step();
  }

  /** Runs something as one step, for code that holds a lock meanwhile. */
  public <T> T alone(Supplier<T> action) {
    Task task = current();
    task.alone = true;
    try {
      return action.get();
    } finally {
      task.alone = false;
    }
  }

  /** Ends the calling thread, whose node has died. */
  public RuntimeException die() {
    throw new NodeDied();
  }

  /** Waits until a stage is complete. */
  public void await(CompletionStage<?> stage) {
    Task task = current();
    task.awaited = stage;
    step();
    task.awaited = null;
  }

  /** Runs until all threads have ended, or none can go on any more. */
  public void run() {
    passOn();
    driver.acquireUninterruptibly();
    if (failure != null) {
      throw new AssertionError("a simulated thread failed", failure);
    }
  }

  /** Gives the turn to a thread, perhaps the calling one, or back to who called {@link #run}. */
  private void passOn() {
    running = choose();
    (running == null ? driver : running.turn).release();
  }

  private @Nullable Task choose() {
    nanos += random.nextInt(10_000_000);
    while (failure == null) {
      wakeUp();
      List<Task> ready = new ArrayList<>(tasks.size());
      for (Task task : tasks) {
        if (task.runnableAt() <= nanos) {
          ready.add(task);
        }
      }
      if (!ready.isEmpty()) {
        return ready.get(random.nextInt(ready.size()));
      }
      long next = nextEvent();
      if (next == Long.MAX_VALUE) {
        return null;
      }
      nanos = Math.max(nanos, next);
    }
    return null;
  }

  private void wakeUp() {
    while (!alarms.isEmpty() && alarms.peek().due() <= nanos) {
      Alarm alarm = alarms.remove();
      if (alarm.node().frozenUntil() > nanos) {
        alarms.add(
            new Alarm(alarm.node().frozenUntil(), alarm.sequence(), alarm.node(), alarm.task()));
      } else {
        spawn(alarm.node(), alarm.task());
      }
    }
  }

  private long nextEvent() {
    long next = alarms.isEmpty() ? Long.MAX_VALUE : alarms.peek().due();
    for (Task task : tasks) {
      next = Math.min(next, task.runnableAt());
    }
    return next;
  }

  private Task current() {
    if (running == null) {
      throw new IllegalStateException("not a simulated thread");
    }
    return running;
  }

  /** Ends the threads of a dead node. */
  private static final class NodeDied extends Error {
    NodeDied() {
      super("node died", null, false, false);
    }
  }
}
