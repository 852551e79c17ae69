/**
 * The signatures of all functions of PromQL as of Prometheus 3.14. The table says what may be
 * written; what is evaluated is up to the packages above.
 */
@NullMarked
package io.varve.promql.function;

import org.jspecify.annotations.NullMarked;
