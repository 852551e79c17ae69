/**
 * The object store on S3 and what speaks its protocol, such as Ceph's RADOS gateway.
 *
 * <p>Of the protocol's conditions only {@code If-None-Match: *} on a plain put is used, since that
 * is the only one that all gateways keep. What is sent under a condition is sent once: a second
 * attempt would be refused because of the first, and the caller could not tell the two apart.
 * Everything else is repeated after a while when it fails, for repeating it changes nothing.
 */
@NullMarked
package io.varve.persistence.objectstore.s3;

import org.jspecify.annotations.NullMarked;
