/**
 * What a client sees: remote write and read and the Prometheus HTTP API, which reach the data only
 * through the facade that sharding offers.
 */
@NullMarked
package io.varve.http;

import org.jspecify.annotations.NullMarked;
