#include "layout.h"

int jobhost_layout_c11(void);
int jobhost_layout_c11(void) { return 0; }
