package io.varve.promql.differential;

import io.varve.promql.engine.Engine;
import io.varve.promql.engine.QueryOptions;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.script.MemoryStorage;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Evaluates random queries on one shard and on sixteen. */
public final class Comparison {
  private final Engine reference;
  private final Engine tested;
  private final Random random;
  private final RandomQueries queries;
  private MemoryStorage one;
  private MemoryStorage sixteen;
  private int answered;

  /**
   * Makes a comparison.
   *
   * @param reference evaluates over one shard
   * @param tested evaluates over sixteen
   */
  public Comparison(Engine reference, Engine tested, Random random) {
    this.reference = reference;
    this.tested = tested;
    this.random = random;
    queries = new RandomQueries(random);
    RandomData data = new RandomData(random);
    one = Storages.of(data, 1);
    sixteen = Storages.of(data, 16);
  }

  /** Draws other series. */
  public void renew() {
    RandomData data = new RandomData(random);
    one = Storages.of(data, 1);
    sixteen = Storages.of(data, 16);
  }

  /** Returns how many queries had an answer that was not empty. */
  public int answered() {
    return answered;
  }

  /** Compares one query's outcomes; returns what differs, or null. */
  public @Nullable String difference() {
    String query = queries.next();
    boolean instant = random.nextInt(3) == 0;
    Outcome expected = outcome(reference, one, query, instant);
    Outcome actual = outcome(tested, sixteen, query, instant);
    if (!expected.failed() && !expected.lines().isEmpty()) {
      answered++;
    }
    return expected.agrees(actual)
        ? null
        : "%s (%s)%non one shard:%n%s%non sixteen:%n%s"
            .formatted(query, instant ? "instant" : "range", expected, actual);
  }

  private static Outcome outcome(
      Engine engine, MemoryStorage storage, String query, boolean instant) {
    return Outcome.of(query, () -> evaluate(engine, storage, query, instant));
  }

  private static QueryResult evaluate(
      Engine engine, MemoryStorage storage, String query, boolean instant) {
    QueryOptions options = QueryOptions.defaults();
    return instant
        ? engine.instant(storage, query, 700_000, options)
        : engine.range(storage, query, 300_000, 1_000_000, 70_000, options);
  }
}
