//! One binary, one module per kind of test.
