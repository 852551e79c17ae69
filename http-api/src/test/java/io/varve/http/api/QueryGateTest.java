package io.varve.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Places go round, in the order in which they were asked for, while there is memory. */
final class QueryGateTest {
  private static final Exception ENOUGH = new IllegalStateException("no more");

  private final AtomicBoolean scarce = new AtomicBoolean();

  private QueryGate gate(int places) {
    return new QueryGate(places, 10, scarce::get);
  }

  @Test
  void whoeverWaitsLongestIsNext() {
    QueryGate gate = gate(1);
    QueryGate.Place in = gate.enter();
    QueryGate.Place first = gate.enter();
    QueryGate.Place second = gate.enter();
    assertThat(in.granted()).isCompleted();
    assertThat(gate.waiting()).isEqualTo(2);
    in.leave(ENOUGH);
    assertThat(first.granted()).isCompleted();
    assertThat(second.granted()).isNotDone();
    first.leave(ENOUGH);
    assertThat(second.granted()).isCompleted();
    assertThat(gate.entered()).isEqualTo(1);
    second.leave(ENOUGH);
    assertThat(gate.entered()).isZero();
  }

  @Test
  void whoeverGivesUpIsPassedOver() {
    QueryGate gate = gate(1);
    QueryGate.Place in = gate.enter();
    QueryGate.Place first = gate.enter();
    QueryGate.Place second = gate.enter();
    assertThat(first.giveUp(ENOUGH)).isTrue();
    first.leave(ENOUGH);
    assertThat(gate.waiting()).isEqualTo(1);
    in.leave(ENOUGH);
    assertThat(second.granted()).isCompleted();
    assertThat(second.giveUp(ENOUGH)).isFalse();
  }

  @Test
  void tooManyDoNotWait() {
    QueryGate gate = new QueryGate(1, 1, scarce::get);
    QueryGate.Place in = gate.enter();
    QueryGate.Place first = gate.enter();
    assertThat(gate.enter().granted()).isCompletedExceptionally();
    in.leave(ENOUGH);
    assertThat(first.granted()).isCompleted();
  }

  @Test
  void nobodyButTheFirstComesInWhileMemoryIsScarce() {
    QueryGate gate = gate(5);
    scarce.set(true);
    assertThat(gate.enter().granted()).isCompleted();
    QueryGate.Place second = gate.enter();
    assertThat(second.granted()).isNotDone();
    scarce.set(false);
    gate.admit();
    assertThat(second.granted()).isCompleted();
  }

  @Test
  void whoeverWantsAllMemoryIsAlone() {
    QueryGate gate = gate(5);
    QueryGate.Place one = gate.enter();
    QueryGate.Place other = gate.enter();
    other.leave(ENOUGH);
    QueryGate.Place all = gate.enterAgain(QueryGate.WHOLE);
    QueryGate.Place later = gate.enter();
    assertThat(all.granted()).isNotDone();
    assertThat(later.granted()).as("not past one who waits").isNotDone();
    one.leave(ENOUGH);
    assertThat(all.granted()).isCompleted();
    assertThat(later.granted()).isNotDone();
    all.leave(ENOUGH);
    assertThat(later.granted()).isCompleted();
  }

  @Test
  void whoeverWantsAPartRunsBesideOthersAsFarAsItGoes() {
    QueryGate gate = gate(9);
    gate.enter();
    for (int i = 0; i < QueryGate.WHOLE; i++) {
      assertThat(gate.enterAgain(1).granted()).isCompleted();
    }
    assertThat(gate.enterAgain(1).granted()).isNotDone();
  }
}
