/** Texts as people and files have them. */
@NullMarked
package io.lamplighter.kit.text;

import org.jspecify.annotations.NullMarked;
