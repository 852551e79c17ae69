/** Random queries over random series, evaluated in two ways that must agree. */
package io.varve.promql.differential;
