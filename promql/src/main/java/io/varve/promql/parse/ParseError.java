package io.varve.promql.parse;

import io.varve.promql.ast.PosRange;

/**
 * Something wrong with a query.
 *
 * @param range where
 * @param message what, without the place
 */
public record ParseError(PosRange range, String message) {}
