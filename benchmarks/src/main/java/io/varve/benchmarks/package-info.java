/** Measurements of speed and size, each repeatable by the command that its class names. */
@NullMarked
package io.varve.benchmarks;

import org.jspecify.annotations.NullMarked;
