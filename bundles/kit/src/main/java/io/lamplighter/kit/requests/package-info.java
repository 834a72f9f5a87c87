/** The desk's answers as they go out, with the names of the contract with the outside. */
@NullMarked
package io.lamplighter.kit.requests;

import org.jspecify.annotations.NullMarked;
