package io.varve.persistence.pekko;

import io.varve.persistence.log.ShardLog;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/** The logs that this node's guardians have claimed, by persistence id. Thread-safe. */
public final class ClaimedLogs implements Extension {
  private static final Id ID = new Id();

  private final Map<String, LogAppender> appenders = new ConcurrentHashMap<>();

  private ClaimedLogs() {}

  /** Returns the actor system's own instance. */
  public static ClaimedLogs get(ClassicActorSystemProvider system) {
    return ID.get(system.classicSystem());
  }

  /** Persistence id of a shard. */
  public static String persistenceId(int shard) {
    return "shard-" + shard;
  }

  /** Makes a claimed log the one that the plugins use for its shard, in place of an earlier one. */
  public void put(ShardLog log) {
    appenders.put(persistenceId(log.shard()), new LogAppender(log));
  }

  LogAppender get(String persistenceId) {
    LogAppender appender = appenders.get(persistenceId);
    if (appender == null) {
      throw new IllegalStateException("no log is claimed for " + persistenceId);
    }
    return appender;
  }

  private static final class Id extends AbstractExtensionId<ClaimedLogs> {
    @Override
    public ClaimedLogs createExtension(ExtendedActorSystem system) {
      return new ClaimedLogs();
    }

    @Override
    public ClaimedLogs get(ActorSystem system) {
      return super.get(system);
    }
  }
}
