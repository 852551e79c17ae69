/**
 * The packaged program as its users know it: started by its launcher, spoken to over HTTP, stopped
 * by SIGTERM or killed. Nothing of the program is on these tests' class path.
 */
@NullMarked
package io.varve.multijvm;

import org.jspecify.annotations.NullMarked;
