/**
 * Queries from text to answer: parsing, planning, running the fragments on all shards and the rest
 * of the plan on top of them.
 *
 * <p>The invariant: each of the shards answers each fragment exactly once, or the query fails.
 */
@NullMarked
package io.varve.promql.engine;

import org.jspecify.annotations.NullMarked;
