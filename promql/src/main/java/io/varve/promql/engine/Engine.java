package io.varve.promql.engine;

import io.varve.model.GoQuote;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.ValueType;
import io.varve.promql.exec.MemoryBudget;
import io.varve.promql.exec.MemoryPool;
import io.varve.promql.exec.QueryContext;
import io.varve.promql.exec.SampleCount;
import io.varve.promql.gather.FragmentCodec;
import io.varve.promql.gather.FragmentRunner;
import io.varve.promql.gather.WireRunner;
import io.varve.promql.parse.ParseException;
import io.varve.promql.parse.PromQlParser;
import io.varve.promql.plan.EvalSettings;
import io.varve.promql.plan.Explain;
import io.varve.promql.plan.Plan;
import io.varve.promql.plan.PlanOptions;
import io.varve.promql.plan.Planner;
import io.varve.promql.plan.QueryTimes;
import io.varve.promql.storage.QueryStorage;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.QueryException;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** Evaluates queries. Thread-safe. */
public final class Engine {
  private final EngineSettings settings;
  private final MemoryPool pool;
  private final Executor executor;
  private final PromQlParser parser;
  private final Planner planner;
  private final UnaryOperator<FragmentRunner> transport;

  /**
   * Makes an engine.
   *
   * @param pool what all queries of the node hold at most
   * @param executor runs the fragments of a query on all shards at a time; may block
   */
  public Engine(EngineSettings settings, MemoryPool pool, Executor executor) {
    this(settings, pool, executor, new Planner(), runner -> runner);
  }

  Engine(
      EngineSettings settings,
      MemoryPool pool,
      Executor executor,
      Planner planner,
      UnaryOperator<FragmentRunner> transport) {
    this.settings = settings;
    this.pool = pool;
    this.executor = executor;
    this.planner = planner;
    this.transport = transport;
    this.parser = new PromQlParser(settings.language());
  }

  /**
   * Returns an engine that differs only in that each fragment, and each answer to one, goes through
   * the codec: for tests and tools that are to see what nodes would send each other.
   */
  public Engine through(FragmentCodec codec) {
    return new Engine(
        settings,
        pool,
        executor,
        planner,
        runner -> new WireRunner(transport.apply(runner), codec));
  }

  /**
   * Evaluates a query at one time. Blocks; what is left to do, reading the answer does.
   *
   * @param time ms since 1970
   * @throws QueryException if the text is not a query, or the query fails
   */
  public QueryResult instant(QueryStorage storage, String query, long time, QueryOptions options) {
    return evaluate(storage, query, QueryTimes.instant(time), options);
  }

  /**
   * Evaluates a query at each step from start to end, both inclusive; the answer is a {@link
   * QueryResult.Matrix}. Blocks; what is left to do, reading the answer does.
   *
   * @param start ms since 1970
   * @param end ms since 1970
   * @param step ms, positive
   * @throws QueryException if the text is not a query, or one of a type that has no range, or the
   *     query fails
   */
  public QueryResult range(
      QueryStorage storage, String query, long start, long end, long step, QueryOptions options) {
    return evaluate(storage, query, new QueryTimes(start, end, step), options);
  }

  /**
   * Tells how a query would be evaluated at such times, as {@link Explain} prints it.
   *
   * @throws QueryException if the text is not a query, or one of a type that has no range although
   *     the times are one
   */
  public String explain(String query, QueryTimes times, QueryOptions options) {
    return Explain.explain(plan(query, times, options));
  }

  private Expr parse(String query) {
    try {
      return parser.parse(query);
    } catch (ParseException e) {
      throw QueryException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private Plan plan(String query, QueryTimes times, QueryOptions options) {
    Expr expr = parse(query);
    if (times.step() > 0 && expr.type() != ValueType.VECTOR && expr.type() != ValueType.SCALAR) {
      throw QueryException.invalid(
          "invalid expression type %s for range query, must be Scalar or instant Vector"
              .formatted(GoQuote.quote(expr.type().documented())));
    }
    long lookback = options.lookbackMs() > 0 ? options.lookbackMs() : settings.lookbackMs();
    EvalSettings eval =
        new EvalSettings(lookback, settings.delayedNameRemoval(), settings.startTimestamps());
    return planner.plan(
        query, expr, times, new PlanOptions(eval, settings.defaultSubqueryStepMs()));
  }

  private QueryResult evaluate(
      QueryStorage storage, String query, QueryTimes times, QueryOptions options) {
    Plan plan = plan(query, times, options);
    QueryContext ctx =
        new QueryContext(
            plan.settings(),
            options.control(),
            new MemoryBudget(pool, settings.maxBytes()),
            new SampleCount(settings.maxSamples()),
            new Annotations());
    FragmentRunner runner = transport.apply(new LocalFragments(storage, ctx));
    return new Evaluation(plan, times, ctx).start(runner, executor);
  }
}
