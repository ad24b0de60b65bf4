/* The library that a plugin needs. */
int function_of_a_library(void);
int function_of_a_library(void) { return 0; }
