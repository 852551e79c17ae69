/**
 * From a checked tree to a plan: what is evaluated where, and at which times.
 *
 * <p>{@link io.varve.promql.plan.Planner} first makes a tree of {@link
 * io.varve.promql.plan.PlanNode}s in which nothing is relative to the query any more (durations and
 * {@code @} are numbers, what does not depend on the step is marked), then decides for each node
 * whether one shard alone can give its series, and cuts the largest such parts out as {@link
 * io.varve.promql.plan.Fragment}s. {@code docs/promql-placement.md} lists where each function,
 * operator and aggregation runs, and why.
 *
 * <p>The invariant: evaluating a plan on any number of shards gives what evaluating it on one
 * gives.
 */
@NullMarked
package io.varve.promql.plan;

import org.jspecify.annotations.NullMarked;
