/** What is wrong with a file or with anything else that was sent, each with its place. */
@NullMarked
package io.lamplighter.kit.faults;

import org.jspecify.annotations.NullMarked;
