/**
 * PromQL read word by word: a query is evaluated anew at each step, over whole vectors in memory.
 * Slow, and without anything of the engine but the parser and labels. Floats only; {@link
 * io.varve.promql.reference.Repertoire} says what else it leaves out.
 */
package io.varve.promql.reference;
