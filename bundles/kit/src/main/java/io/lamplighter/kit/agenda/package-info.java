/** What is due, when, and who is at it. */
@NullMarked
package io.lamplighter.kit.agenda;

import org.jspecify.annotations.NullMarked;
