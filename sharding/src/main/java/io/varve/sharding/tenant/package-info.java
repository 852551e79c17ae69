/**
 * What the store says of itself and of its tenants: facts that are fixed once, by whoever comes
 * first, and never change.
 *
 * <p>{@code varve/store.json} and {@code varve/tenants/<id>.json} are JSON objects put by {@code
 * putIfAbsent}; members that a reader does not know are skipped. docs/format/store.md lists them.
 */
@NullMarked
package io.varve.sharding.tenant;

import org.jspecify.annotations.NullMarked;
