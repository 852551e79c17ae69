/**
 * What senders say of metrics: type, help and unit of each family. No sample depends on it, so it
 * is kept in the heap of the node it was sent to, bounded, and in no log: senders say it again (a
 * Prometheus once a minute), so that a node that was started anew soon knows it.
 */
@NullMarked
package io.varve.sharding.metadata;

import org.jspecify.annotations.NullMarked;
