/** The desk: takes every channel's submissions in, judges them and moves requests through life. */
@NullMarked
package io.lamplighter.desk;

import org.jspecify.annotations.NullMarked;
