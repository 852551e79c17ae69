/**
 * Scripts that load series, evaluate queries and say what must come out, in the grammar of
 * Prometheus's own test suite; every query in a script is evaluated several ways, and all of them
 * must agree with what the script expects.
 *
 * <pre>
 * script      = { clear | load | eval | empty line }
 * clear       = "clear"
 * load        = ( "load" | "load_with_nhcb" ) duration, { [ starts ] series }, empty line
 * starts      = metric "@st", { start }            only before the series of the same metric
 * series      = metric, { points }
 * eval        = instant | range, { expect | series }, [ number ], empty line
 * instant     = "eval" [ "_fail" | "_warn" | "_info" | "_ordered" ] "instant at" duration query
 * range       = "eval" [ "_fail" | "_warn" | "_info" ]
 *               "range from" duration "to" duration "step" duration query
 * expect      = "expect" ( "ordered" | "fail" | "warn" | "no_warn" | "info" | "no_info" )
 *               [ ( "msg:" | "regex:" ) text ]
 *             | "expect string" quoted
 *             | "expect range vector from" duration "to" duration "step" duration
 *             | ( "expected_fail_message" | "expected_fail_regexp" ) text
 * points      = "_" [ "x" n ]                      nothing, n times
 *             | value [ "x" n ]                    n + 1 times
 *             | value ( "+" | "-" ) value "x" n    n + 1 values, each changed by the second
 * value       = number | "stale" | "{{" { key ":" value } "}}"
 * start       = "_" [ "x" n ] | offset [ [ ( "+" | "-" ) duration ] "x" n ]
 * </pre>
 *
 * Lines are trimmed, and one that begins with {@code #} counts as empty. Time 0 is 1970.
 */
@NullMarked
package io.varve.promql.script;

import org.jspecify.annotations.NullMarked;
