package io.varve.promql.engine;

import io.varve.promql.exec.Compiler;
import io.varve.promql.exec.QueryContext;
import io.varve.promql.gather.FragmentRequest;
import io.varve.promql.gather.FragmentRunner;
import io.varve.promql.gather.ShardAnswer;
import io.varve.promql.plan.Fragment;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.storage.QueryStorage;

/** Runs a query's fragments in this process. */
final class LocalFragments implements FragmentRunner {
  private final QueryStorage storage;
  private final QueryContext ctx;

  LocalFragments(QueryStorage storage, QueryContext ctx) {
    this.storage = storage;
    this.ctx = ctx;
  }

  @Override
  public int shards() {
    return storage.shards();
  }

  @Override
  public ShardAnswer run(int shard, FragmentRequest request) {
    QueryContext own = ctx.fork();
    Fragment fragment = request.fragment();
    Compiler compiler = new Compiler(new ShardLeaves(storage, shard, request.inputs()), own);
    return switch (fragment.answer()) {
      case COLUMNS ->
          new ShardAnswer.Columns(
              shard, compiler.vector(fragment.root(), fragment.grid()), own.annotations());
      case SAMPLES ->
          new ShardAnswer.Samples(
              shard, compiler.samples(fragment.root(), fragment.grid()), own.annotations());
      case PARTIALS ->
          new ShardAnswer.Partials(
              shard,
              compiler.partials((PlanNode.Aggregate) fragment.root(), fragment.grid()),
              own.annotations());
    };
  }
}
