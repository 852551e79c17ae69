package io.varve.sharding.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.persistence.event.BatchId;
import io.varve.persistence.event.Event;
import io.varve.persistence.event.NewSeries;
import io.varve.persistence.event.SampleColumns;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.index.HeadIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.junit.jupiter.api.Test;

final class JudgeTest {
  private static final TenantId TENANT = new TenantId("t");
  private static final long EPOCH = 4;
  private static final long NOW = 1_000 * Windows.WINDOW_MS + 3_600_000;
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final SeriesBudget budget = new SeriesBudget(5);
  private final ShardState state = new ShardState(0, new HeadIndex(), budget, (_, _) -> false);
  private final Judge judge = new Judge(settings(3), budget, state, EPOCH);
  private long sequenceNr;

  JudgeTest() {
    state.restorePosition(0, 1);
    judge.begin();
  }

  private static ShardSettings settings(long maxSeries) {
    return new ShardSettings(
        Duration.ofDays(1),
        Duration.ofMinutes(10),
        maxSeries,
        Duration.ofMinutes(15),
        0,
        Duration.ofHours(12),
        Duration.ofMinutes(15),
        1 << 20,
        10,
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        1000,
        1000);
  }

  /** Builds a batch, a series after the other. */
  private static final class Batch {
    private final SampleColumns columns = new SampleColumns(1, 1);
    private final List<Labels> labels = new ArrayList<>();
    private int[] parts = {};
    private long epoch = EPOCH;
    private TenantId tenant = TENANT;

    Batch series(String name, long... times) {
      return add(0, Labels.of("__name__", name), times);
    }

    Batch known(int ref, long... times) {
      return add(ref, null, times);
    }

    private Batch add(int ref, Labels of, long... times) {
      columns.addSeries(ref);
      labels.add(of);
      for (long t : times) {
        columns.addSample(t, 0, t);
      }
      return this;
    }

    Batch parts(int... ends) {
      parts = ends;
      return this;
    }

    Batch epoch(long e) {
      epoch = e;
      return this;
    }

    Batch of(TenantId other) {
      tenant = other;
      return this;
    }

    WriteBatch build() {
      return new WriteBatch(
          new BatchId(1, 1),
          tenant,
          epoch,
          columns,
          labels.toArray(Labels[]::new),
          parts.length == 0 ? new int[] {labels.size()} : parts,
          ActorRef.noSender());
    }
  }

  private Judged judge(Batch batch) {
    return judge.judge(batch.build(), NOW);
  }

  private void apply(Event event) {
    switch (event) {
      case Event.Samples s -> state.admit(s, ++sequenceNr);
      case Event.WindowCut c -> state.admit(c, ++sequenceNr);
      case Event.SeriesRemoved r -> state.admit(r, ++sequenceNr);
      case Event.Unknown _ -> {}
    }
    judge.applied(event);
  }

  private static List<Long> times(Event.Samples event) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < event.columns().sampleCount(); i++) {
      times.add(event.columns().time(i));
    }
    return times;
  }

  @Test
  void admitsWhatIsInBounds() {
    long oldest = NOW - DAY;
    long tooNew = NOW + 600_000;
    Judged judged = judge(new Batch().series("a", oldest - 1, oldest, NOW, tooNew - 1, tooNew));
    assertThat(times(judged.event())).containsExactly(oldest, NOW, tooNew - 1);
    PartResult part = judged.parts().getFirst();
    assertThat(part.accepted()).isEqualTo(3);
    assertThat(part.tooOld()).isEqualTo(1);
    assertThat(part.tooNew()).isEqualTo(1);
    assertThat(part.firstError()).contains("\"a\"").contains("older than");
    assertThat(judged.event().verdicts().minTime()).isEqualTo(oldest);
    assertThat(judged.event().verdicts().maxTime()).isEqualTo(tooNew);
    assertThat(judged.event().verdicts().tooOld()).isEqualTo(1);
  }

  @Test
  void withoutRetentionTheEpochIsTheBound() {
    ShardSettings forEver =
        new ShardSettings(
            Duration.ZERO,
            Duration.ofMinutes(10),
            0,
            Duration.ZERO,
            0,
            Duration.ZERO,
            Duration.ZERO,
            0,
            0,
            Duration.ZERO,
            Duration.ZERO,
            0,
            0);
    Judge any = new Judge(forEver, budget, state, EPOCH);
    any.begin();
    Judged judged = any.judge(new Batch().series("a", -1, 0).build(), NOW);
    assertThat(times(judged.event())).containsExactly(0L);
  }

  @Test
  void opensTheWindowsThatAreNeededAndNoOthers() {
    Judged judged = judge(new Batch().series("a", NOW, NOW + 1, NOW - DAY, NOW - 2 * DAY));
    assertThat(judged.event().openedWindows())
        .containsExactly(
            new WindowId(Windows.windowStart(NOW), 0),
            new WindowId(Windows.windowStart(NOW - DAY), 0));
    assertThat(judge(new Batch().series("a", NOW)).event().openedWindows()).isEmpty();
  }

  @Test
  void nothingAdmittedIsNoEvent() {
    Judged judged = judge(new Batch().series("a", NOW - 2 * DAY).series("b"));
    assertThat(judged.event()).isNull();
    assertThat(judged.refs()).containsExactly(0, 0);
    assertThat(state.find(TENANT, Labels.of("__name__", "a"))).isZero();
  }

  @Test
  void aSeriesOfWhichNothingIsAdmittedIsNotInTheEvent() {
    Judged judged =
        judge(new Batch().series("a").series("b", NOW).series("c", NOW - 2 * DAY).parts(1, 2, 3));
    assertThat(judged.event().columns().seriesCount()).isEqualTo(1);
    assertThat(judged.event().columns().ref(0)).isEqualTo(1);
    assertThat(judged.refs()).containsExactly(0, 1, 0);
    assertThat(judged.partOf(0)).isSameAs(judged.parts().get(1));
    assertThat(judged.parts().get(2).tooOld()).isEqualTo(1);
  }

  @Test
  void knowsASeriesFromTheFirstBatchOn() {
    Judged first = judge(new Batch().series("a", NOW).series("a", NOW + 1));
    assertThat(first.event().newSeries())
        .containsExactly(new NewSeries(1, Labels.of("__name__", "a")));
    assertThat(first.refs()).containsExactly(1, 1);
    Judged second = judge(new Batch().series("a", NOW + 2));
    assertThat(second.event().newSeries()).isEmpty();
    apply(first.event());
    apply(second.event());
    assertThat(judge(new Batch().known(1, NOW + 3)).refs()).containsExactly(1);
    assertThat(judge(new Batch().series("a", NOW + 3)).event().newSeries()).isEmpty();
  }

  @Test
  void anotherTenantsSeriesIsAnother() {
    TenantId other = new TenantId("u");
    apply(judge(new Batch().series("a", NOW)).event());
    assertThat(judge(new Batch().series("a", NOW).of(other)).refs()).containsExactly(2);
  }

  @Test
  void asksForTheLabelsOfReferencesThatAreNotItsOwn() {
    apply(judge(new Batch().series("a", NOW)).event());
    assertThat(judge(new Batch().known(1, NOW).epoch(EPOCH - 1)).unknown()).containsExactly(0);
    assertThat(judge(new Batch().known(9, NOW).known(1, NOW)).unknown()).containsExactly(0);
  }

  @Test
  void refusesSeriesOverTheLimitAndTakesTheOthers() {
    Judged judged =
        judge(
            new Batch()
                .series("a", NOW)
                .series("b", NOW)
                .series("c", NOW)
                .series("d", NOW, NOW + 1)
                .series("a", NOW + 1));
    assertThat(judged.refs()).containsExactly(1, 2, 3, 0, 1);
    assertThat(judged.parts().getFirst().overSeriesLimit()).isEqualTo(2);
    assertThat(judged.parts().getFirst().firstError()).contains("3");
    assertThat(judged.event().verdicts().overSeriesLimit()).isEqualTo(2);
    assertThat(judged.event().columns().seriesCount()).isEqualTo(4);
  }

  @Test
  void refusesSeriesOverTheNodesLimit() {
    judge(new Batch().series("a", NOW).series("b", NOW).series("c", NOW));
    TenantId other = new TenantId("u");
    Judged judged = judge(new Batch().series("a", NOW).series("b", NOW).series("c", NOW).of(other));
    assertThat(judged.refs()).containsExactly(4, 5, 0);
    assertThat(budget.used()).isEqualTo(5);
  }

  @Test
  void whatIsCutOpensAnew() {
    WindowId window = new WindowId(Windows.windowStart(NOW), 0);
    Event.Samples first = judge(new Batch().series("a", NOW)).event();
    Event.WindowCut cut = judge.cut(TENANT, List.of(window), NOW);
    Event.Samples second = judge(new Batch().series("a", NOW + 1)).event();
    assertThat(second.openedWindows()).containsExactly(new WindowId(window.start(), 1));
    apply(first);
    apply(cut);
    apply(second);
    assertThat(state.tenant(TENANT).open().generation(window.start())).isEqualTo(1);
    assertThat(state.tenant(TENANT).isCutting(window)).isTrue();
  }

  @Test
  void aRefusalUndoesWhatIsNotDurable() {
    apply(judge(new Batch().series("a", NOW)).event());
    judge(new Batch().series("b", NOW - DAY));
    judge.cut(TENANT, List.of(new WindowId(Windows.windowStart(NOW), 0)), NOW);
    judge.rollback();

    assertThat(budget.used()).isEqualTo(1);
    assertThat(judge.open(TENANT).keys())
        .containsExactly(new WindowId(Windows.windowStart(NOW), 0));
    Event.Samples again = judge(new Batch().series("b", NOW - DAY)).event();
    assertThat(again.openedWindows())
        .as("a generation that never was is given out again")
        .containsExactly(new WindowId(Windows.windowStart(NOW - DAY), 0));
    assertThat(again.newSeries().getFirst().ref()).as("a reference is not").isEqualTo(3);
    apply(again);
    assertThat(budget.used()).isEqualTo(2);
    assertThat(state.nextRef()).isEqualTo(4);
  }

  @Test
  void aSeriesThatIsBeingRemovedComesAnew() {
    apply(judge(new Batch().series("a", NOW)).event());
    Event.SeriesRemoved removed = judge.remove(TENANT, new int[] {1}, NOW);
    assertThat(judge.isBeingRemoved(1)).isTrue();
    assertThat(judge(new Batch().known(1, NOW)).unknown()).containsExactly(0);
    Event.Samples again = judge(new Batch().series("a", NOW)).event();
    assertThat(again.newSeries().getFirst().ref()).isEqualTo(2);
    apply(removed);
    apply(again);
    assertThat(state.find(TENANT, Labels.of("__name__", "a"))).isEqualTo(2);
    assertThat(state.seriesCount()).isEqualTo(1);
  }
}
