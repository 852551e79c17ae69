package io.varve.persistence.log.chain;

import io.varve.persistence.log.Claimant;
import io.varve.persistence.log.ShardLog;
import io.varve.persistence.log.ShardLogs;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.ShardKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The chains of a shared store. Thread-safe. */
public final class ChainLogs implements ShardLogs {
  private static final int ATTEMPTS = 5;
  private static final int RACES = 100;
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final ObjectStore store;
  private final ChainSettings settings;
  private final ChainRules rules;
  private final ChainRuntime runtime;
  private final Map<Integer, ChainLog> newest = new ConcurrentHashMap<>();

  public ChainLogs(ObjectStore store, ChainSettings settings, ChainRuntime runtime) {
    this(store, settings, ChainRules.standard(settings.deleteDelay()), runtime);
  }

  ChainLogs(ObjectStore store, ChainSettings settings, ChainRules rules, ChainRuntime runtime) {
    this.store = store;
    this.settings = settings;
    this.rules = rules;
    this.runtime = runtime;
  }

  @Override
  public ShardLog claim(int shard, Claimant claimant) throws IOException {
    return claimChain(shard, claimant);
  }

  ChainLog claimChain(int shard, Claimant claimant) throws IOException {
    ShardKeys keys = new ShardKeys(shard);
    ChainReader reader = new ChainReader(store, keys, runtime.readAhead());
    ChainWriter writer = new ChainWriter(store, keys, runtime.clocks(), rules);
    Clocks.Moment noted = runtime.clocks().now();
    ChainTail tail = reader.read();
    for (int race = 0; race < RACES; race++) {
      NumberedLink claim =
          new NumberedLink(
              tail.end() + 1,
              Token.random(runtime.random()),
              new Link.Claim(tail.epoch() + 1, claimant.incarnation(), claimant.address()));
      switch (attempt(writer, writer.first(claim, noted))) {
        case PutFate.Won(Clocks.Moment endSeenAt) -> {
          tail.add(claim);
          return own(keys, writer, new ChainPosition(tail, endSeenAt));
        }
        case PutFate.Unknown unknown -> throw unknown.asIoException();
        case PutFate.Fenced _ -> {
          if (runtime.clocks().mayBeOlder(noted, rules.quiet())) {
            noted = runtime.clocks().now();
            tail = reader.read();
          } else {
            reader.readOn(tail);
          }
        }
      }
    }
    throw new IOException("shard %d: lost %d races for the chain's end".formatted(shard, RACES));
  }

  @Override
  public void close() throws IOException {
    newest.values().forEach(ChainLog::release);
    CompletableFuture.allOf(
            newest.values().stream()
                .map(log -> log.answered().toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, CLOSING.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private static PutFate attempt(ChainWriter writer, PendingLink link) {
    PutFate fate = writer.attempt(link);
    for (int i = 1; i < ATTEMPTS && fate instanceof PutFate.Unknown; i++) {
      fate = writer.attempt(link);
    }
    return fate;
  }

  private ChainLog own(ShardKeys keys, ChainWriter writer, ChainPosition position) {
    ChainLog log =
        new ChainLog(
            keys.shard(),
            settings,
            runtime,
            writer,
            new LinkReplay(keys, new LinkFetcher(store, keys, runtime.readAhead())),
            new LinkDeletion(
                store, keys, runtime.clocks(), rules.deleteDelay(), runtime.timer(), runtime.io()),
            position);
    newest.put(keys.shard(), log);
    return log;
  }
}
