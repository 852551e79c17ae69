/** Aggregations: map, merge and present. */
@NullMarked
package io.varve.promql.aggregate;

import org.jspecify.annotations.NullMarked;
