/**
 * The load generator: remote write 1.0 from a population of series whose values and labels look
 * like those of a fleet of servers, to Varve or to anything else that takes it.
 *
 * <p>A run is bounded in time or samples, and what it prints depends on the server and the machine
 * only: the series, their values and their order are the same in each.
 */
@NullMarked
package io.varve.benchmarks.load;

import org.jspecify.annotations.NullMarked;
