package io.varve.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Places go round, in the order in which they were asked for. */
final class QueryGateTest {
  @Test
  void whoeverWaitsLongestIsNext() {
    QueryGate gate = new QueryGate(1);
    assertThat(gate.enter()).isCompleted();
    CompletableFuture<Void> first = gate.enter();
    CompletableFuture<Void> second = gate.enter();
    assertThat(gate.waiting()).isEqualTo(2);
    gate.leave();
    assertThat(first).isCompleted();
    assertThat(second).isNotDone();
    gate.leave();
    assertThat(second).isCompleted();
    assertThat(gate.entered()).isEqualTo(1);
    gate.leave();
    assertThat(gate.entered()).isZero();
  }

  @Test
  void whoeverGivesUpIsPassedOver() {
    QueryGate gate = new QueryGate(1);
    assertThat(gate.enter()).isCompleted();
    CompletableFuture<Void> first = gate.enter();
    CompletableFuture<Void> second = gate.enter();
    first.completeExceptionally(new IllegalStateException("no more"));
    assertThat(gate.waiting()).isEqualTo(1);
    gate.leave();
    assertThat(second).isCompleted();
  }
}
