/** What a text is about: the form in which it is compared, danger by rule, the kind as learned. */
@NullMarked
package io.lamplighter.kit.triage;

import org.jspecify.annotations.NullMarked;
