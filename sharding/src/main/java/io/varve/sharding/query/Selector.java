package io.varve.sharding.query;

import io.varve.model.LabelMatcher;
import io.varve.model.TenantId;
import io.varve.persistence.manifest.BlockEntry;
import io.varve.persistence.match.CompiledMatcher;
import java.util.List;

/**
 * What is asked of every shard.
 *
 * @param minT first time wanted, in milliseconds since the epoch, inclusive
 * @param maxT last time wanted, in milliseconds since the epoch, inclusive
 */
record Selector(TenantId tenant, List<CompiledMatcher> matchers, long minT, long maxT) {
  static Selector of(TenantId tenant, List<LabelMatcher> matchers, long minT, long maxT) {
    return new Selector(tenant, CompiledMatcher.compileAll(matchers), minT, maxT);
  }

  /** Whether the block may hold samples that are wanted. */
  boolean concerns(BlockEntry block) {
    return block.tenant().equals(tenant)
        && block.resolution() == 0
        && block.minTime() <= maxT
        && block.maxTime() > minT;
  }
}
