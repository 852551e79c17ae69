/** What the store on S3 must hold: on S3Proxy, and on whatever store the switches name. */
@NullMarked
package io.varve.persistence.objectstore.s3;

import org.jspecify.annotations.NullMarked;
