/* A shared library without the entry symbol. */
int something_else(void);
int something_else(void) { return 42; }
