/**
 * Label matchers made ready for many values: what a regular expression says in plain words (equal
 * to one of these, begins with, contains) is taken out of it once, so that the engine runs only
 * where nothing simpler does.
 *
 * <p>The invariant: a shortcut never changes an answer. Whatever {@link
 * io.varve.persistence.match.CompiledMatcher} tells about the values it accepts holds for every
 * string, as RE2 with full anchoring and a dot that matches a newline defines it.
 */
@NullMarked
package io.varve.persistence.match;

import org.jspecify.annotations.NullMarked;
