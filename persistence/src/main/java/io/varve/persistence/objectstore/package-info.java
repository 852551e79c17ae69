/**
 * The object store, where everything lasts that is not in a log: immutable objects under keys,
 * reached by six calls.
 *
 * <p>Invariant: {@link io.varve.persistence.objectstore.ObjectStore#putIfAbsent} creates an object
 * at most once, whoever races for its key; every agreement between nodes is built on that call
 * alone.
 */
@NullMarked
package io.varve.persistence.objectstore;

import org.jspecify.annotations.NullMarked;
