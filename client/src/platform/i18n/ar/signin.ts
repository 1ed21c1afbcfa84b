import type { Same } from '../catalogue.ts';
import type { signin as fr } from '../fr/signin.ts';

export const signin: Same<typeof fr> = {
  'signin.title': 'تسجيل الدخول',
  'signin.email': 'البريد الإلكتروني',
  'signin.password': 'كلمة المرور',
  'signin.show': 'إظهار كلمة المرور',
  'signin.submit': 'تسجيل الدخول',
  'signin.frugality': 'الاقتصاد في الموارد',
  'signin.access': 'النفاذ الرقمي',
  'signin.forgot': 'نسيت كلمة المرور؟ اطلب غيرها من مدير النظام في البلدية.',
  'signin.languages': 'اللغة',
  'signin.foot': 'الاستضافة لدى بلديتكم. دون أي اتصال بطرف ثالث.',
  'signin.next': 'كلمة مرورك الجديدة',
  'signin.next.hint': 'اثنا عشر حرفًا على الأقل، مثل عدة كلمات لا رابط بينها',
  'signin.code': 'الرمز ذو الأرقام الستة',
  'signin.code.hint': 'من تطبيق المصادقة لديك، أو أحد رموز الاسترجاع',
  'signin.provider': 'الدخول عبر {name}',
  'signin.problem.provider_refused': 'لم يؤكّد مزوّد الهوية الدخول. أعد المحاولة.',
  'signin.problem.provider_unknown': 'لا حساب هنا مرتبط بهذه الهوية. ادخل بكلمة المرور واربطها في «حسابي»، أو اسأل المسؤول.',
  'signin.problem.provider_taken': 'هذه الهوية مرتبطة بحساب آخر.',
  'signin.problem.provider_away': 'مزوّد الهوية لا يجيب. ادخل بكلمة المرور، أو أعد المحاولة بعد دقائق.',
};
