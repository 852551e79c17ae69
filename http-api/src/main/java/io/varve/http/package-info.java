/**
 * What a client sees: remote write and read and the Prometheus HTTP API, which reach the data only
 * through the facade that sharding offers.
 *
 * <p>The invariant guarded here is that the module knows the rest of the program by one interface,
 * {@link io.varve.sharding.TsdbClient}, and reads its settings once.
 */
@NullMarked
package io.varve.http;

import org.jspecify.annotations.NullMarked;
