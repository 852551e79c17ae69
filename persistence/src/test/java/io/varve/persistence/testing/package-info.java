/** What tests of several packages of this module share. */
@NullMarked
package io.varve.persistence.testing;

import org.jspecify.annotations.NullMarked;
