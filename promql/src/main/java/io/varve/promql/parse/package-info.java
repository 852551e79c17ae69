/**
 * PromQL's text form: from text to a well-typed tree and back.
 *
 * <p>Grammar, messages and positions are those of Prometheus 3.14. {@link
 * io.varve.promql.parse.PromQlParser} is the way in: {@code Lexer} makes tokens, {@code Parser} (by
 * recursive descent) makes a tree of them, {@code TypeChecker} checks it. {@link
 * io.varve.promql.parse.Printer} writes a tree such that parsing the text gives an equal one.
 *
 * <p>Text from outside can do no harm: whatever it is, the parser returns a tree or throws {@link
 * io.varve.promql.parse.ParseException}, and no tree is deeper than {@link
 * io.varve.promql.parse.PromQlParser#MAX_DEPTH}, so that passes over it may be recursive.
 */
@NullMarked
package io.varve.promql.parse;

import org.jspecify.annotations.NullMarked;
