package io.varve.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.TenantId;
import io.varve.testing.SeededRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Places go round, in the order in which they were asked for, while there is memory. */
final class QueryGateTest {
  private static final TenantId TENANT = new TenantId("one");
  private static final TenantId OTHER = new TenantId("other");
  private static final Exception ENOUGH = new IllegalStateException("no more");

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final AtomicBoolean scarce = new AtomicBoolean();

  private QueryGate gate(int places) {
    return new QueryGate(places, 10, scarce::get);
  }

  @Test
  void whoeverWaitsLongestIsNext() {
    QueryGate gate = gate(1);
    QueryGate.Place in = gate.enter(TENANT);
    QueryGate.Place first = gate.enter(TENANT);
    QueryGate.Place second = gate.enter(TENANT);
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
    QueryGate.Place in = gate.enter(TENANT);
    QueryGate.Place first = gate.enter(TENANT);
    QueryGate.Place second = gate.enter(TENANT);
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
    QueryGate.Place in = gate.enter(TENANT);
    QueryGate.Place first = gate.enter(TENANT);
    assertThat(gate.enter(TENANT).granted()).isCompletedExceptionally();
    in.leave(ENOUGH);
    assertThat(first.granted()).isCompleted();
  }

  @Test
  void nobodyButTheFirstComesInWhileMemoryIsScarce() {
    QueryGate gate = gate(5);
    scarce.set(true);
    assertThat(gate.enter(TENANT).granted()).isCompleted();
    QueryGate.Place second = gate.enter(TENANT);
    assertThat(second.granted()).isNotDone();
    scarce.set(false);
    gate.admit();
    assertThat(second.granted()).isCompleted();
  }

  @Test
  void whoeverWantsAllMemoryIsAlone() {
    QueryGate gate = gate(5);
    QueryGate.Place one = gate.enter(TENANT);
    QueryGate.Place other = gate.enter(TENANT);
    other.leave(ENOUGH);
    QueryGate.Place all = gate.enterAgain(TENANT, QueryGate.WHOLE);
    QueryGate.Place later = gate.enter(TENANT);
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
    gate.enter(TENANT);
    for (int i = 0; i < QueryGate.WHOLE; i++) {
      assertThat(gate.enterAgain(TENANT, 1).granted()).isCompleted();
    }
    assertThat(gate.enterAgain(TENANT, 1).granted()).isNotDone();
  }

  @Test
  void tenantsTakeTurns() {
    QueryGate gate = gate(1);
    QueryGate.Place in = gate.enter(TENANT);
    QueryGate.Place second = gate.enter(TENANT);
    QueryGate.Place third = gate.enter(TENANT);
    QueryGate.Place others = gate.enter(OTHER);
    in.leave(ENOUGH);
    assertThat(second.granted()).as("its turn came before the other was there").isCompleted();
    second.leave(ENOUGH);
    assertThat(others.granted()).isCompleted();
    assertThat(third.granted()).isNotDone();
    others.leave(ENOUGH);
    assertThat(third.granted()).isCompleted();
  }

  @Test
  void aTenantWithLongQueriesHoldsUpNobodyElse() {
    QueryGate gate = gate(3);
    gate.enter(TENANT);
    gate.enter(TENANT);
    QueryGate.Place in = gate.enter(OTHER);
    QueryGate.Place third = gate.enter(TENANT);
    QueryGate.Place others = gate.enter(OTHER);
    in.leave(ENOUGH);
    assertThat(others.granted()).isCompleted();
    assertThat(third.granted()).isNotDone();
  }

  @Test
  void whoeverHasMostWaitingIsRefused() {
    QueryGate gate = new QueryGate(1, 3, scarce::get);
    gate.enter(TENANT);
    List<QueryGate.Place> mine = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      mine.add(gate.enter(TENANT));
    }
    QueryGate.Place first = gate.enter(OTHER);
    assertThat(mine.get(2).granted()).isCompletedExceptionally();
    assertThat(first.granted()).isNotDone();
    assertThat(gate.waiting()).isEqualTo(3);
    QueryGate.Place second = gate.enter(OTHER);
    assertThat(second.granted()).as("would have as many as the other").isCompletedExceptionally();
    assertThat(mine.get(1).granted()).isNotDone();
  }

  /** Any course of events, by a printed seed, ends with nothing waiting and nothing remembered. */
  @Test
  void nothingIsForgottenAndNothingRemains() {
    QueryGate gate = new QueryGate(3, 50, scarce::get);
    Deque<QueryGate.Place> places = new ArrayDeque<>();
    for (int i = 0; i < 10_000; i++) {
      TenantId tenant = new TenantId("t" + random.nextInt(4));
      switch (random.nextInt(4)) {
        case 0 -> places.addLast(gate.enter(tenant));
        case 1 -> places.addLast(gate.enterAgain(tenant, 1 + random.nextInt(QueryGate.WHOLE)));
        default -> {
          if (!places.isEmpty()) {
            (random.nextBoolean() ? places.removeFirst() : places.removeLast()).leave(ENOUGH);
          }
        }
      }
      assertThat(gate.entered()).isLessThanOrEqualTo(3);
      assertThat(gate.waiting()).isLessThanOrEqualTo(places.size());
      assertThat(gate.waiting() == 0 || gate.entered() > 0).as("somebody is in").isTrue();
    }
    while (!places.isEmpty()) {
      QueryGate.Place place = places.removeFirst();
      place.leave(ENOUGH);
      assertThat(place.granted()).isDone();
    }
    assertThat(gate.entered()).isZero();
    assertThat(gate.waiting()).isZero();
  }
}
