import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.ts',
    'const q = z.object({ limit: z.coerce.number().max(100), cursor: z.string() });\nMath.min(limit, 100);\nquery.limit(req.query.limit);',
    ['schema cap field=limit', 'Math.min cap', 'query read'],
  ],
  [
    'a.py',
    'def f(limit: int = Query(10, le=100), page_size: int = Query(10), q: str = Query("")): ...',
    ['FastAPI cap le=100', 'FastAPI read'],
  ],
  [
    'a.py',
    'class P(PageNumberPagination):\n    max_page_size = 100\nREST_FRAMEWORK = {"PAGE_SIZE": 10}\nUser.query.limit(request.args.get("limit"))',
    [
      'query read',
      'Django REST framework cap setting=max_page_size value=100',
      'Django REST framework cap setting=REST_FRAMEWORK.PAGE_SIZE value=10',
    ],
  ],
  ['a.go', 'package a\nfunc f() { db.Limit(c.Query("limit")) }', ['query read']],
  [
    'a.rb',
    'User.page(1).per(params[:per_page])\nconfig.max_per_page = 100',
    ['query read', 'kaminari cap setting=config.max_per_page value=100'],
  ],
  ['a.php', "<?php User::paginate($request->input('per_page')); User::paginate(15);", ['Laravel read']],
];

export default samples;
