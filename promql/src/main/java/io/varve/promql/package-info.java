/**
 * PromQL from text to tree to plan to operators; evaluation is a pure function of its inputs, so a
 * query gives the same answer on one shard as on many.
 */
@NullMarked
package io.varve.promql;

import org.jspecify.annotations.NullMarked;
