package io.varve.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.varve.persistence.pekko.ShardJournal;
import io.varve.persistence.pekko.ShardSnapshotStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Settings of Pekko whose defaults would lose data or stop shards: the plugins' as a shard's actor
 * sees them, with Pekko's own fallbacks below ours.
 */
class ReferenceConfigTest {
  private static final Config CONFIG = ConfigFactory.load();
  private static final Config JOURNAL =
      CONFIG
          .getConfig(ShardJournal.PLUGIN_ID)
          .withFallback(CONFIG.getConfig("pekko.persistence.journal-plugin-fallback"));

  @ParameterizedTest
  @ValueSource(strings = {ShardJournal.PLUGIN_ID, ShardSnapshotStore.PLUGIN_ID})
  void noBreakerStopsShardsForASlowDisk(String plugin) {
    Config breaker = CONFIG.getConfig(plugin + ".circuit-breaker");
    assertThat(breaker.getInt("max-failures")).isEqualTo(Integer.MAX_VALUE);
    assertThat(breaker.getDuration("call-timeout")).isZero();
  }

  @Test
  void replayDropsNothingAndWaitsLongerThanTheLog() {
    assertThat(JOURNAL.getString("replay-filter.mode")).isIn("off", "fail");
    assertThat(JOURNAL.getDuration("recovery-event-timeout"))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
  }

  /** See the setting for what happens otherwise. */
  @Test
  void theJournalAnswersFromOneThread() {
    Config dispatcher = CONFIG.getConfig(JOURNAL.getString("plugin-dispatcher"));
    assertThat(dispatcher.getString("type")).isEqualTo("PinnedDispatcher");
  }

  @Test
  void shardsDoNotWaitForEachOther() {
    assertThat(JOURNAL.getString("write-response-global-order")).isEqualTo("off");
    assertThat(CONFIG.getInt("pekko.persistence.max-concurrent-recoveries"))
        .as("the largest number of shards")
        .isGreaterThanOrEqualTo(1 << 16);
  }

  @Test
  void shardsStayAlive() {
    Config sharding = CONFIG.getConfig("pekko.cluster.sharding");
    assertThat(sharding.getString("passivation.strategy")).isEqualTo("none");
    assertThat(sharding.getString("remember-entities")).isEqualTo("off");
    assertThat(sharding.getInt("buffer-size")).isEqualTo(1000);
  }

  @Test
  void seriesHaveALeanMailboxOfTheirOwn() {
    assertThat(CONFIG.getString("varve.series-mailbox.mailbox-type"))
        .isEqualTo("org.apache.pekko.dispatch.SingleConsumerOnlyUnboundedMailbox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "query", "compaction", "blocking-io"})
  void bulkheadsAreApart(String name) {
    assertThat(CONFIG.getString("varve.dispatchers." + name + ".type")).isEqualTo("Dispatcher");
  }
}
