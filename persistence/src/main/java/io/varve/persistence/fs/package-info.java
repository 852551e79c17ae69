/**
 * The door to the local disk: every file that must survive a crash is written through {@link
 * io.varve.persistence.fs.Disk}, so that tests can put a disk in its place that forgets what was
 * not forced.
 *
 * <p>Invariant: bytes last once {@link io.varve.persistence.fs.DiskFile#force} has returned, and a
 * name (created, renamed, linked or deleted) lasts once {@link
 * io.varve.persistence.fs.Disk#forceDirectory} of its parent has returned; nothing else makes
 * either durable.
 */
@NullMarked
package io.varve.persistence.fs;

import org.jspecify.annotations.NullMarked;
